"""What pages read: assembled from the analytic store, identity, the archive and platform, for whoever has the right."""
