/** A sample of the trials. */
@org.jspecify.annotations.NullMarked
package dev.baton.examples.agentdojo;
