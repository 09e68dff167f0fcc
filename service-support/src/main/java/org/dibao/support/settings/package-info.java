/** What records of settings say about their values, beside what Jakarta Validation has. */
@NullMarked
package org.dibao.support.settings;

import org.jspecify.annotations.NullMarked;
