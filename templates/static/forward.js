// Goes on to where the page is now, and to the same paragraph there.
"use strict";
{
  const cited = document.getElementById(location.hash.slice(1));
  const now = document.getElementById("now").href;
  location.replace(cited instanceof HTMLAnchorElement ? cited.href : now + location.hash);
}
