/** Constraints on settings in addition to those of Jakarta Validation, and messages about them. */
@NullMarked
package org.dibao.support.settings;

import org.jspecify.annotations.NullMarked;
