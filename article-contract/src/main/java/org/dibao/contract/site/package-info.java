/** The settings of a site, which are part of its history. */
@NullMarked
package org.dibao.contract.site;

import org.jspecify.annotations.NullMarked;
