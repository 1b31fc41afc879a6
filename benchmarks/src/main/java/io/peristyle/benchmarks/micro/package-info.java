/** JMH benchmarks of the client's parts. */
@NullMarked
package io.peristyle.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
