/** Peristyle's client in a Spring Boot application: made from its configuration, watched, and closed in good order. */
@org.jspecify.annotations.NullMarked
package io.peristyle.spring;
