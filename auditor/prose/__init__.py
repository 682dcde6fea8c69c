"""Documents as flows of words, links and gaps in, their citations out.

A format only has to turn its document into a flow (`auditor.prose.flow`); pairing, rejoining, words, sentences and kinds
are the same for all of them and live here. `auditor.prose.cite.citations` is the way in.
"""
