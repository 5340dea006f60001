"""The build: from the writers' Markdown to a site, an index and a page shell, switched together."""
