"""`wence` and `python -m bot`."""

from __future__ import annotations

import sys

from .utf8 import speak, start_in_utf8


def main() -> None:
    """Run the command line, in UTF-8 before anything of it is loaded."""
    start_in_utf8()
    from policy_engine import PolicyError

    try:
        from .cli import main as run
    except PolicyError as error:  # without its packs nothing can be loaded
        speak()
        print(f"wence：{error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
