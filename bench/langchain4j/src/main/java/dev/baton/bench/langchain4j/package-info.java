/** The tasks of {@code bench planning} by LangChain4j's AiServices, a loop that asks the model after every round of calls. */
@NullMarked
package dev.baton.bench.langchain4j;

import org.jspecify.annotations.NullMarked;
