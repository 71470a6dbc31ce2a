"""What holds for every policy: notions of everyday Chinese as checked data, one file a notion."""

from .notions import Notion, notion_entries, notion_examples

__all__ = ["Notion", "notion_entries", "notion_examples"]
