/** Publications: every page that a submission changed is fresh. */
@NullMarked
package org.dibao.contract.publication;

import org.jspecify.annotations.NullMarked;
