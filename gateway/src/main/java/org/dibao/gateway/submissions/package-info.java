/** Writing: submissions, waiting until they are live, receipts, imports. */
@NullMarked
package org.dibao.gateway.submissions;

import org.jspecify.annotations.NullMarked;
