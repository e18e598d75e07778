/**
 * Size of a certificate that is read unless the caller raises it: the flow of a plane of 131,072 endpoints
 * takes some 50 MB.
 */
export const defaultMaxCertificateBytes = 64 * 1024 * 1024;
