package io.peristyle.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of type {@link io.peristyle.embedded.ClickHouseServer}, or {@link io.peristyle.embedded.ServerFleet}
 * for three in a cluster: fresh servers for this test alone, which may be killed, frozen and restarted; closed after the
 * test.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface PrivateServer {
    /** Whether the tests of a class have one in common, which is started again if one of them brought it down. */
    boolean ofClass() default false;
}
