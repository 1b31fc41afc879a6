package io.peristyle.testkit;

import io.peristyle.embedded.ServerVersion;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the tests of a class, or one test, on one server version, with the parameters of {@link OnEveryServer}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(OneServerExtension.class)
public @interface OnServer {
    ServerVersion value() default ServerVersion.MODERN;
}
