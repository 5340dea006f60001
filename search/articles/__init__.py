"""From rendered pages and folders of Markdown to sections."""
