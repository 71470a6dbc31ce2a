"""Tickets (工单): what a caller wanted, what came of it, who does what until when."""
