"""The hotline desk: accounts, calls, the inbox, numbers."""
