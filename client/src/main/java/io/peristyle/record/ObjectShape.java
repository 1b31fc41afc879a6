package io.peristyle.record;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * What a class is made of.
 *
 * @param properties in the order of the factory's parameters
 * @param factory makes an object: takes one argument for each property, of its type, in a record; in a bean the values of
 *     {@link #setters} are set afterwards
 * @param setters empty for a record; for a bean, one for each property
 */
record ObjectShape(List<Property> properties, MethodHandle factory, List<MethodHandle> setters) {}
