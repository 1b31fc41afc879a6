package io.peristyle.options;

/** How the server at the other end of a TLS connection is verified. */
public enum SslMode {
    /** No TLS. */
    DISABLED,
    /** The certificate must be signed by a trusted authority and be issued for the server's name. */
    STRICT,
    /** The certificate must be signed by a trusted authority; for which name is not looked at. */
    VERIFY_CA,
    /** Any certificate will do: whoever is on the way can read and change everything. For tests only. */
    INSECURE_TRUST_ALL
}
