/** The words of Pillar, a client for Elixir, over the client of this module. */
@org.jspecify.annotations.NullMarked
package io.peristyle.pillar;
