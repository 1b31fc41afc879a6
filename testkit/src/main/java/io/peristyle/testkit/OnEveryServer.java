package io.peristyle.testkit;

import io.peristyle.embedded.ServerVersion;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class once per supported server version.
 *
 * <p>Constructors and methods may take a {@link io.peristyle.embedded.ClickHouseServer}, shared by all tests of this JVM,
 * and the {@link io.peristyle.embedded.ServerVersion}. {@link PrivateServer} on a parameter gives one that the test may
 * kill. {@link Requires} leaves out the versions that lack a feature.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ClassTemplate
@ExtendWith(EveryServerProvider.class)
public @interface OnEveryServer {
    /** The versions that the tests are for; all by default. */
    ServerVersion[] only() default {ServerVersion.LEGACY, ServerVersion.MODERN};
}
