package io.peristyle.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method of an {@link OnEveryServer} class that takes a {@link io.peristyle.embedded.ClickHouseServer}: it
 * is called once per version, before the tests. ({@code @BeforeAll} comes before all versions and gets no server.)
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeEachServer {}
