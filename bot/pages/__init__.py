"""What pages are made of, whoever shows them: templates, forms, a conversation, the text."""
