package io.peristyle.spring;

import io.peristyle.options.ClientOptionsBuilder;

/**
 * Changes the client's options after all that the configuration and the {@link ClickHouseConnectionDetails} say, for what no
 * text can say: an own balancing policy, a password that rotates. Beans of this type are called in their order.
 */
@FunctionalInterface
public interface ClickHouseOptionsCustomizer {
    /** Changes {@code options}; what it throws ends the start of the application. */
    void customize(ClientOptionsBuilder options);
}
