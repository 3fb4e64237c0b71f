/**
 * Definition files: reads a workspace folder (YAML 1.2, Markdown with front matter) into the records of the core and
 * tells everything that is wrong with it by file, line and column.
 */
@NullMarked
package dev.baton.workspace;

import org.jspecify.annotations.NullMarked;
