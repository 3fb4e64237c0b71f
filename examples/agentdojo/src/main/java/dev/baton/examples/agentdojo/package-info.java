/**
 * Two agents under attack: a bank's and an office's, planned by a model that does whatever a document tells it, on trial
 * systems that count what was really done.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.examples.agentdojo;
