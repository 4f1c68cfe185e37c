"""PDFs and pictures set by Typst from templates and plain values, and what keeps them from one build to the next."""
