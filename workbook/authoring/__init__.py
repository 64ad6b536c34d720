"""From Markdown files to exercises: parser, checker and library. The only importer of markdown-it."""
