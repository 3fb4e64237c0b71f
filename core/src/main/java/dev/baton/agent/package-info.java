/** Agents: who performs a contract, with which tools, under which policies and limits. */
@NullMarked
package dev.baton.agent;

import org.jspecify.annotations.NullMarked;
