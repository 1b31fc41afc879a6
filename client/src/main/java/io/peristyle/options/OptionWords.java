package io.peristyle.options;

import static io.peristyle.options.OptionText.refused;

import io.peristyle.error.ConfigurationException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the values of options that have a language of their own, and says what would be right where they are wrong. */
final class OptionWords {
    private static final String WAIT = "wait:";
    private static final String RANGE = "..";

    private OptionWords() {}

    /** A policy by its name; other drivers' spellings ({@code roundRobin}, {@code firstAlive}) are taken, too. */
    static Balancing balancing(String option, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "")) {
            case "leastloaded" -> Balancing.leastLoaded();
            case "roundrobin" -> Balancing.roundRobin();
            case "random" -> Balancing.random();
            case "inorder", "firstalive" -> Balancing.inOrder();
            default -> throw refused(option, text, "one of [least_loaded, round_robin, random, in_order]");
        };
    }

    /** {@code lazy}, {@code fail_fast} or {@code wait:K}. */
    static Start start(String option, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals(Start.LAZY.toString())) {
            return Start.LAZY;
        }
        if (word.equals(Start.FAIL_FAST.toString())) {
            return Start.FAIL_FAST;
        }
        if (word.matches(WAIT + "[1-9]\\d{0,8}")) {
            return Start.waitFor(Integer.parseInt(word.substring(WAIT.length())));
        }
        throw refused(option, text, "lazy, fail_fast, or wait:K, with K connections to wait for");
    }

    /** How certificates are verified; what other drivers call it not to look is refused by name. */
    static SslMode sslMode(String option, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "disabled" -> SslMode.DISABLED;
            case "strict" -> SslMode.STRICT;
            case "verify_ca" -> SslMode.VERIFY_CA;
            case "insecure_trust_all" -> SslMode.INSECURE_TRUST_ALL;
            case "trust", "skip_verify", "none" ->
                throw new ConfigurationException(option + " " + word
                        + " would let anybody on the way read and change everything; write insecure_trust_all if that is"
                        + " meant, as for a test");
            default -> throw refused(option, text, "one of [strict, verify_ca, insecure_trust_all, disabled]");
        };
    }

    static TlsOptions.Provider tlsProvider(String option, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "jdk" -> TlsOptions.Provider.JDK;
            case "openssl" -> TlsOptions.Provider.OPENSSL;
            default -> throw refused(option, text, "one of [jdk, openssl]");
        };
    }

    /** Whole numbers from 1, separated by commas. */
    static List<Integer> weights(String option, String text) {
        return OptionText.list(text).stream()
                .map(weight -> OptionText.integer(option, weight, 1, 1_000_000))
                .toList();
    }

    /** {@code X-A:1,X-B:2}; what is wrong is said without repeating it, which may be secret. */
    static Map<String, String> headers(String option, String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : OptionText.list(text)) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new ConfigurationException(option + " is not a list such as X-Tenant:blue,X-Region:north");
            }
            headers.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return headers;
    }

    /** {@code 10%} or {@code 10}. */
    static int percent(String option, String text) {
        String number = text.strip();
        if (number.matches("\\d{1,3}\\s*%?")) {
            int percent = Integer.parseInt(number.replace("%", "").strip());
            if (percent <= 100) {
                return percent;
            }
        }
        throw refused(option, text, "a percentage from 0% to 100%");
    }

    /** {@code 50ms..2s}: the shortest and the longest pause; one duration is both. */
    static RetryOptions backoff(String option, String text, RetryOptions retry) {
        int range = text.indexOf(RANGE);
        Duration minimum = OptionText.duration(option, range < 0 ? text : text.substring(0, range));
        Duration maximum = range < 0 ? minimum : OptionText.duration(option, text.substring(range + RANGE.length()));
        return retry.withBackoff(minimum, maximum);
    }

    /** Other drivers have a switch of that name. */
    static Compression.Method compression(String option, String text) {
        return switch (text) {
            case "true", "1" -> Compression.Method.LZ4;
            case "false", "0" -> Compression.Method.NONE;
            default -> OptionText.choice(option, text, Compression.Method.class);
        };
    }
}
