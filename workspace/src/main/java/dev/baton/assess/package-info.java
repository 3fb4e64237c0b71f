/**
 * Which of assistant, agent or both a piece of work calls for, why, and a workspace to start from: questions, the rule
 * over their answers, portfolios of many workflows, what a workspace already has, and starters as texts. Nothing here
 * reads a file, asks a person or knows the time; a starter's texts come from the class path.
 */
@NullMarked
package dev.baton.assess;

import org.jspecify.annotations.NullMarked;
