package io.peristyle.transport.netty;

import io.netty.handler.ssl.NotSslRecordException;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why TLS with a server did not come about, and what to do. */
final class TlsFailures {
    private TlsFailures() {}

    /** Whether {@code failure} came from TLS. */
    static boolean isTls(@Nullable Throwable failure) {
        return find(failure, SSLException.class) != null;
    }

    /**
     * What the user is told.
     *
     * @param expectedName that the certificate was to be issued for
     */
    static ClickHouseException of(Throwable failure, Endpoint endpoint, String expectedName) {
        FailureContext where = FailureContext.connecting(endpoint);
        return new ConnectionException(
                "TLS with " + endpoint + " failed: " + reason(failure, expectedName), where, failure);
    }

    private static String reason(Throwable failure, String expectedName) {
        if (find(failure, NotSslRecordException.class) != null) {
            return "the port does not speak TLS; ClickHouse's native protocol does so on port 9440, HTTP on 8443";
        }
        if (find(failure, CertificateExpiredException.class) != null) {
            return "the server's certificate has expired";
        }
        if (find(failure, CertificateNotYetValidException.class) != null) {
            return "the server's certificate is not valid yet; compare the clocks";
        }
        CertPathValidatorException invalid = find(failure, CertPathValidatorException.class);
        if (invalid != null && invalid.getReason() != PKIXReason.NO_TRUST_ANCHOR) {
            return "the server's chain of certificates is not valid: " + invalid.getMessage();
        }
        if (invalid != null || find(failure, CertPathBuilderException.class) != null) {
            return "the server's certificate is not signed by an authority that is trusted here; name the authority's"
                    + " certificate with ssl_root_cert or trust_store";
        }
        CertificateException name = find(failure, CertificateException.class);
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (name != null && String.valueOf(name.getMessage()).startsWith("No ")) {
            return "the server's certificate is not issued for " + expectedName
                    + "; if it is the right server, name what it is issued for with tls_server_name";
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return "the server asks for a client certificate and did not accept "
                    + "what it got; see ssl_cert and ssl_key (" + failure.getMessage() + ")";
        }
        return String.valueOf(failure.getMessage());
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
