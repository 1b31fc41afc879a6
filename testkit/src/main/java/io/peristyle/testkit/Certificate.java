package io.peristyle.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.security.auth.x500.X500Principal;

/**
 * What an X.509 certificate on the curve P-256 shall say, before it is signed.
 *
 * @param name the subject's common name
 * @param alternatives {@code dns:localhost}, {@code ip:127.0.0.1}
 * @param authority whether it may sign others
 */
record Certificate(String name, List<String> alternatives, boolean authority, Instant from, Instant until) {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTC_TIME = 0x17;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int KEY_IDENTIFIER = 0x80;

    private static final byte[] TRUE = hex("0101ff");
    private static final byte[] VERSION_3 = hex("020102");
    private static final byte[] ECDSA_WITH_SHA256 = tagged(SEQUENCE, hex("06082a8648ce3d040302"));
    private static final byte[] SUBJECT_KEY = hex("0603551d0e");
    private static final byte[] KEY_USAGE = hex("0603551d0f");
    private static final byte[] ALTERNATIVE_NAMES = hex("0603551d11");
    private static final byte[] BASIC_CONSTRAINTS = hex("0603551d13");
    private static final byte[] AUTHORITY_KEY = hex("0603551d23");
    private static final byte[] MAY_SIGN_CERTIFICATES = hex("03020204");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** The certificate of whoever has the other half of {@code key}, signed by the owner of {@code issuerKeys}. */
    X509Certificate signed(PublicKey key, String issuer, KeyPair issuerKeys) throws GeneralSecurityException {
        byte[] content = tagged(
                SEQUENCE,
                tagged(VERSION, VERSION_3),
                tagged(
                        INTEGER,
                        BigInteger.valueOf(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))
                                .toByteArray()),
                ECDSA_WITH_SHA256,
                commonName(issuer),
                tagged(SEQUENCE, time(from), time(until)),
                commonName(name),
                key.getEncoded(),
                tagged(EXTENSIONS, tagged(SEQUENCE, extensions(key, issuerKeys.getPublic()))));
        byte[] whole = tagged(SEQUENCE, content, ECDSA_WITH_SHA256, bits(signature(content, issuerKeys.getPrivate())));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private byte[] extensions(PublicKey key, PublicKey issuerKey) throws GeneralSecurityException {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        extensions.writeBytes(extension(SUBJECT_KEY, tagged(OCTET_STRING, identifier(key))));
        extensions.writeBytes(
                extension(AUTHORITY_KEY, tagged(SEQUENCE, tagged(KEY_IDENTIFIER, identifier(issuerKey)))));
        if (authority) {
            extensions.writeBytes(extension(BASIC_CONSTRAINTS, TRUE, tagged(SEQUENCE, TRUE)));
            extensions.writeBytes(extension(KEY_USAGE, TRUE, MAY_SIGN_CERTIFICATES));
        }
        if (!alternatives.isEmpty()) {
            byte[][] names = alternatives.stream().map(Certificate::alternative).toArray(byte[][]::new);
            extensions.writeBytes(extension(ALTERNATIVE_NAMES, tagged(SEQUENCE, names)));
        }
        return extensions.toByteArray();
    }

    private static byte[] extension(byte[] kind, byte[] value) {
        return tagged(SEQUENCE, kind, tagged(OCTET_STRING, value));
    }

    private static byte[] extension(byte[] kind, byte[] critical, byte[] value) {
        return tagged(SEQUENCE, kind, critical, tagged(OCTET_STRING, value));
    }

    private static byte[] alternative(String name) {
        if (name.startsWith("dns:")) {
            return tagged(DNS_NAME, name.substring("dns:".length()).getBytes(StandardCharsets.US_ASCII));
        }
        if (!name.startsWith("ip:")) {
            throw new IllegalArgumentException(name + " is neither dns: nor ip:");
        }
        try {
            return tagged(
                    IP_ADDRESS,
                    InetAddress.getByName(name.substring("ip:".length())).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static byte[] commonName(String name) {
        return new X500Principal("CN=" + name).getEncoded();
    }

    private static byte[] time(Instant time) {
        return tagged(UTC_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }

    private static byte[] signature(byte[] content, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static byte[] bits(byte[] bytes) {
        byte[] noneUnused = {0};
        return tagged(BIT_STRING, noneUnused, bytes);
    }

    /** In DER: the tag, the length of all contents, the contents. */
    private static byte[] tagged(int tag, byte[]... contents) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            body.writeBytes(content);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = body.size();
        if (length > 0xff) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7f) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
