"""`python -m bot` is the same as `wence`."""

from .cli import main

main()
