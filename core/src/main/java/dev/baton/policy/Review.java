package dev.baton.policy;

/**
 * That people look at some of the writes which a rule asks for and an autonomous agent does without asking.
 *
 * @param by the role that looks
 * @param sample how much of it
 */
public record Review(String by, Share sample) {}
