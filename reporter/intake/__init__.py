"""The impure edge of evidence: pictures are re-encoded in a child process with limits."""
