"""What the keys do; the manifest names them all."""
