"""Where objects lie: local folders or S3; none imports another."""
