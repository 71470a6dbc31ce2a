"""The pages for enterprises: the conversation on a phone, and a result behind a link."""
