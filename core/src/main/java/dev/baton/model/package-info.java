/**
 * The port to language models, and the prompts they are given. What a model says is untrusted: it is data until a
 * schema, the plan compiler or a policy has accepted it.
 */
@NullMarked
package dev.baton.model;

import org.jspecify.annotations.NullMarked;
