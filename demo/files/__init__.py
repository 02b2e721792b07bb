"""What lies on the departments' file shares: reports, pictures, DICOM, waveforms."""
