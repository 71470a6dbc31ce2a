"""The WeChat official account: its envelope, its messages, its replies, its route."""
