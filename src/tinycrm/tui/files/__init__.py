"""Files as the app speaks of them: paths, what an import would do, what an export would write."""
