/** What a publisher asks for: the records of the log. */
@NullMarked
package org.dibao.contract.submission;

import org.jspecify.annotations.NullMarked;
