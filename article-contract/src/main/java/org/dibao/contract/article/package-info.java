/** What an article is: its identity, address, content and status. */
@NullMarked
package org.dibao.contract.article;

import org.jspecify.annotations.NullMarked;
