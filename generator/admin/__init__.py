"""The web form: Decap CMS from its package, forms from the record kinds, and a backend of our own on git.

Reading order: ``collections`` (what can be edited), ``choices`` and ``forms`` (the fields), ``config`` (what Decap is
told), ``decap`` (where its package comes from), ``shell`` (the files around it), ``hosted`` (for a server of its own);
on loopback ``drafts`` (branches read), ``intake`` (photographs), ``normal`` (what was typed becomes a record),
``saving`` (both become a commit), ``windows`` (who has read what), ``examine``, ``words`` (what the rules say, in the
labels of the form), ``handing`` (states, corrections), ``protocol`` (Decap's requests) and ``server``.
"""
