"""What a case *is*: parties, issues, expressions, preferences, the outcome space, proposals, statements, results."""
