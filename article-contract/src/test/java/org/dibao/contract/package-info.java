/** Sentences to write tests with: posts, and a newsroom that decides them in order. Published as the module's test jar. */
@NullMarked
package org.dibao.contract;

import org.jspecify.annotations.NullMarked;
