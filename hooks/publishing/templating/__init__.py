"""How templates and macros print: fragments of HTML, and the sandbox in which an author's words run."""
