"""What do other programs read: the feed, the sitemap? Values in, bytes out.

Each module imports only modules above it here.

| module    | the question it answers                              |
| --------- | ---------------------------------------------------- |
| `feed`    | What does the feed of what the archive has done say? |
| `sitemap` | What are search engines told of the pages?           |

Tested in `tests/test_following.py`.
"""
